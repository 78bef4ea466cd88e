"""Top-level domains that X surely knows: the countries', and the usual generic ones of blogs and companies.

The list need not be complete: what is below another domain is counted so that it is never too short.
"""

from __future__ import annotations

COUNTRIES = frozenset(
    """
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br
    bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec
    ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk
    hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb
    lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz
    na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru
    rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm
    tn to tp tr tt tv tw tz ua ug uk um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
    """.split()  # noqa: SIM905  # two hundred strings in quotes could not be read
)
USUAL = frozenset(
    """
    academy agency alsace amsterdam app art arts asia audio band bar barcelona beer berlin best bet
    bio biz blog boutique brussels business bzh cab cafe camp capital cards care cash cat center
    chat cheap church city cloud club coach codes coffee com community company computer cool coop
    corsica dance deals delivery dental design dev diet digital direct directory dog earth education
    email energy engineer engineering eus events expert express family fans farm fashion film
    finance fit fitness florist foundation fun fund gal gallery game games garden gift gives global
    gmbh gold gov gratis green group guide guru hamburg health help holiday host hosting house how
    inc industries info ink institute int jobs kitchen koeln land law lawyer legal life limited link
    live local lol london love ltd madrid management market marketing media menu mil mobi money
    museum name net network news ngo ninja nyc one ong online ooo org page paris partners parts
    party photo photography photos pics pictures pizza place plus poker press pro productions pub
    quebec radio recipes reisen rent repair report rest restaurant review reviews rip rocks run sale
    school science scot services sexy shop shopping show site social software solutions space sport
    store stream studio style support surf systems tattoo tax taxi team tech technology tel theater
    tips today tokyo tools top tours town toys trade training travel university uno vegas vet video
    vienna vision vodka voyage website wedding wien wiki win wine work works world wtf xyz yoga zone
    """.split()  # noqa: SIM905  # as above
)
