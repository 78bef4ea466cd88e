"""The sentences of ``phrases`` in each language that feedbot speaks, and the way to the right ones; pure.

It is long because every language says the same; a file for each would only hide what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from feedbot.feeds.phrases import Phrases

ENGLISH = Phrases(
    language="en",
    web_feed="Web feed",
    copy_address="This is a web feed. To subscribe, copy its address from the address bar into a feed "
    "reader: new articles will then come to you.",
    older="These are older articles. The feed to subscribe to is at this address:",
    website="Website:",
    nothing="There are no articles here yet.",
    subscribe="Subscribe to {site}",
    what="A web feed tells you of each new article on this site as it appears. You read it in an app of "
    "your choice, and give neither your name nor an e-mail address.",
    how="How to subscribe",
    steps=(
        "Get a feed reader: there are apps and websites, many of them free of charge.",
        "Copy the address of a feed from this page.",
        "Paste it where your reader lets you add a feed.",
    ),
    feeds="Feeds",
    formats="All formats hold the same articles. If your reader does not ask for another one, take RSS.",
    articles="Articles: {count}",
    all_in_one="All feeds in one file (OPML)",
    site_author="For the site’s author",
    paste="Put these lines into the <head> of every page. Feed readers will then find the feed by the "
    "address of the site alone.",
)

FRENCH = Phrases(
    language="fr",
    web_feed="Flux web",
    copy_address="Ceci est un flux web. Pour vous abonner, copiez son adresse depuis la barre d’adresse "
    "dans un lecteur de flux\u00a0: les nouveaux articles viendront alors à vous.",
    older="Voici des articles plus anciens. Le flux auquel s’abonner se trouve à cette adresse\u00a0:",
    website="Site web\u00a0:",
    nothing="Il n’y a pas encore d’article ici.",
    subscribe="S’abonner à {site}",
    what="Un flux web vous signale chaque nouvel article de ce site dès sa parution. Vous le lisez dans "
    "l’application de votre choix, sans donner ni nom ni adresse e-mail.",
    how="Comment s’abonner",
    steps=(
        (
            "Choisissez un lecteur de flux\u00a0: il en existe sous forme d’applications et de sites web, "
            "souvent gratuits."
        ),
        "Copiez l’adresse d’un flux de cette page.",
        "Collez-la là où votre lecteur permet d’ajouter un flux.",
    ),
    feeds="Flux",
    formats="Tous les formats contiennent les mêmes articles. Si votre lecteur n’en demande pas un autre, "
    "prenez RSS.",
    articles="Articles\u00a0: {count}",
    all_in_one="Tous les flux dans un seul fichier (OPML)",
    site_author="Pour l’auteur du site",
    paste="Placez ces lignes dans le <head> de chaque page. Les lecteurs de flux trouveront alors le flux à "
    "partir de la seule adresse du site.",
)

GERMAN = Phrases(
    language="de",
    web_feed="Webfeed",
    copy_address="Dies ist ein Webfeed. Um ihn zu abonnieren, kopieren Sie seine Adresse aus der "
    "Adressleiste in einen Feedreader: Neue Artikel kommen dann zu Ihnen.",
    older="Dies sind ältere Artikel. Der Feed zum Abonnieren hat diese Adresse:",
    website="Website:",
    nothing="Hier gibt es noch keine Artikel.",
    subscribe="{site} abonnieren",
    what="Ein Webfeed meldet Ihnen jeden neuen Artikel dieser Website, sobald er erscheint. Sie lesen ihn "
    "in einer App Ihrer Wahl und geben dafür weder Namen noch E-Mail-Adresse an.",
    how="So abonnieren Sie",
    steps=(
        "Wählen Sie einen Feedreader: Es gibt Apps und Websites, viele davon kostenlos.",
        "Kopieren Sie die Adresse eines Feeds von dieser Seite.",
        "Fügen Sie sie dort ein, wo Ihr Feedreader einen Feed hinzufügen lässt.",
    ),
    feeds="Feeds",
    formats="Alle Formate enthalten dieselben Artikel. Wenn Ihr Feedreader kein anderes verlangt, nehmen "
    "Sie RSS.",
    articles="Artikel: {count}",
    all_in_one="Alle Feeds in einer Datei (OPML)",
    site_author="Für den Betreiber der Website",
    paste="Setzen Sie diese Zeilen in den <head> jeder Seite. Feedreader finden den Feed dann schon durch "
    "die Adresse der Website.",
)

SPANISH = Phrases(
    language="es",
    web_feed="Canal web",
    copy_address="Esto es un canal web (feed). Para suscribirse, copie su dirección de la barra de "
    "direcciones en un lector de feeds: los artículos nuevos le llegarán solos.",
    older="Estos son artículos anteriores. El canal al que suscribirse está en esta dirección:",
    website="Sitio web:",
    nothing="Aquí todavía no hay artículos.",
    subscribe="Suscribirse a {site}",
    what="Un canal web (feed) le avisa de cada artículo nuevo de este sitio en cuanto aparece. Lo lee en la "
    "aplicación que prefiera, sin dar su nombre ni su correo electrónico.",
    how="Cómo suscribirse",
    steps=(
        "Elija un lector de feeds: hay aplicaciones y sitios web, muchos de ellos gratuitos.",
        "Copie la dirección de un canal de esta página.",
        "Péguela donde su lector permita añadir un feed.",
    ),
    feeds="Canales",
    formats="Todos los formatos contienen los mismos artículos. Si su lector no pide otro, elija RSS.",
    articles="Artículos: {count}",
    all_in_one="Todos los canales en un solo archivo (OPML)",
    site_author="Para el autor del sitio",
    paste="Ponga estas líneas en el <head> de cada página. Así los lectores de feeds encontrarán el canal "
    "con solo la dirección del sitio.",
)

ITALIAN = Phrases(
    language="it",
    web_feed="Feed web",
    copy_address="Questo è un feed web. Per abbonarti, copia il suo indirizzo dalla barra degli indirizzi "
    "in un lettore di feed: i nuovi articoli arriveranno da soli.",
    older="Questi sono articoli meno recenti. Il feed a cui abbonarsi è a questo indirizzo:",
    website="Sito web:",
    nothing="Qui non ci sono ancora articoli.",
    subscribe="Abbonati a {site}",
    what="Un feed web ti segnala ogni nuovo articolo di questo sito appena esce. Lo leggi nell’applicazione "
    "che preferisci, senza dare né nome né indirizzo e-mail.",
    how="Come abbonarsi",
    steps=(
        "Scegli un lettore di feed: ci sono applicazioni e siti web, molti dei quali gratuiti.",
        "Copia l’indirizzo di un feed da questa pagina.",
        "Incollalo dove il tuo lettore permette di aggiungere un feed.",
    ),
    feeds="Feed",
    formats="Tutti i formati contengono gli stessi articoli. Se il tuo lettore non ne chiede un altro, "
    "scegli RSS.",
    articles="Articoli: {count}",
    all_in_one="Tutti i feed in un solo file (OPML)",
    site_author="Per l’autore del sito",
    paste="Inserisci queste righe nello <head> di ogni pagina. I lettori di feed troveranno così il feed "
    "con il solo indirizzo del sito.",
)

PORTUGUESE = Phrases(
    language="pt",
    web_feed="Feed da web",
    copy_address="Isto é um feed da web. Para assinar, copie o endereço da barra de endereços para um "
    "leitor de feeds: os novos artigos chegarão até você.",
    older="Estes são artigos mais antigos. O feed a assinar está neste endereço:",
    website="Site:",
    nothing="Ainda não há artigos aqui.",
    subscribe="Assinar {site}",
    what="Um feed da web avisa sobre cada novo artigo deste site assim que é publicado. A leitura é feita "
    "no aplicativo de sua preferência, sem informar nome nem e-mail.",
    how="Como assinar",
    steps=(
        "Escolha um leitor de feeds: há aplicativos e sites, muitos deles gratuitos.",
        "Copie o endereço de um feed desta página.",
        "Cole-o onde o leitor permite adicionar um feed.",
    ),
    feeds="Feeds",
    formats="Todos os formatos contêm os mesmos artigos. Se o leitor não pedir outro, escolha RSS.",
    articles="Artigos: {count}",
    all_in_one="Todos os feeds em um só arquivo (OPML)",
    site_author="Para o autor do site",
    paste="Coloque estas linhas no <head> de cada página. Assim, os leitores de feeds encontram o feed "
    "apenas pelo endereço do site.",
)

DUTCH = Phrases(
    language="nl",
    web_feed="Webfeed",
    copy_address="Dit is een webfeed. Om je te abonneren kopieer je het adres uit de adresbalk naar een "
    "feedlezer: nieuwe artikelen komen dan vanzelf naar je toe.",
    older="Dit zijn oudere artikelen. De feed om je op te abonneren staat op dit adres:",
    website="Website:",
    nothing="Hier staan nog geen artikelen.",
    subscribe="Abonneren op {site}",
    what="Een webfeed meldt je elk nieuw artikel op deze site zodra het verschijnt. Je leest het in een app "
    "naar keuze en geeft daarvoor geen naam of e-mailadres op.",
    how="Zo abonneer je je",
    steps=(
        "Kies een feedlezer: er zijn apps en websites, waarvan vele gratis.",
        "Kopieer het adres van een feed van deze pagina.",
        "Plak het waar je feedlezer een feed laat toevoegen.",
    ),
    feeds="Feeds",
    formats="Alle formaten bevatten dezelfde artikelen. Vraagt je feedlezer niet om een ander, neem dan RSS.",
    articles="Artikelen: {count}",
    all_in_one="Alle feeds in één bestand (OPML)",
    site_author="Voor de auteur van de site",
    paste="Zet deze regels in de <head> van elke pagina. Feedlezers vinden de feed dan met alleen het adres "
    "van de site.",
)

POLISH = Phrases(
    language="pl",
    web_feed="Kanał internetowy",
    copy_address="To jest kanał internetowy (feed). Aby go subskrybować, skopiuj jego adres z paska adresu "
    "do czytnika kanałów: nowe artykuły będą przychodzić same.",
    older="To są starsze artykuły. Kanał do subskrypcji znajduje się pod tym adresem:",
    website="Strona internetowa:",
    nothing="Nie ma tu jeszcze artykułów.",
    subscribe="Subskrybuj: {site}",
    what="Kanał internetowy (feed) powiadamia o każdym nowym artykule w tym serwisie, gdy tylko się ukaże. "
    "Czytasz go w wybranej aplikacji, bez podawania nazwiska ani adresu e-mail.",
    how="Jak subskrybować",
    steps=(
        "Wybierz czytnik kanałów: są to aplikacje i serwisy internetowe, wiele z nich bezpłatnych.",
        "Skopiuj z tej strony adres kanału.",
        "Wklej go tam, gdzie czytnik pozwala dodać kanał.",
    ),
    feeds="Kanały",
    formats="Wszystkie formaty zawierają te same artykuły. Jeśli czytnik nie wymaga innego, wybierz RSS.",
    articles="Artykuły: {count}",
    all_in_one="Wszystkie kanały w jednym pliku (OPML)",
    site_author="Dla autora serwisu",
    paste="Umieść te wiersze w sekcji <head> każdej strony. Czytniki znajdą wtedy kanał na podstawie samego "
    "adresu serwisu.",
)

SWEDISH = Phrases(
    language="sv",
    web_feed="Webbflöde",
    copy_address="Det här är ett webbflöde. För att prenumerera kopierar du adressen från adressfältet till "
    "en flödesläsare: nya artiklar kommer då till dig.",
    older="Det här är äldre artiklar. Flödet att prenumerera på finns på den här adressen:",
    website="Webbplats:",
    nothing="Här finns inga artiklar ännu.",
    subscribe="Prenumerera på {site}",
    what="Ett webbflöde meddelar dig om varje ny artikel på den här webbplatsen när den publiceras. Du "
    "läser den i en app som du själv väljer och lämnar varken namn eller e-postadress.",
    how="Så prenumererar du",
    steps=(
        "Välj en flödesläsare: det finns appar och webbplatser, många av dem gratis.",
        "Kopiera adressen till ett flöde från den här sidan.",
        "Klistra in den där din läsare låter dig lägga till ett flöde.",
    ),
    feeds="Flöden",
    formats="Alla format innehåller samma artiklar. Om din läsare inte vill ha något annat, välj RSS.",
    articles="Artiklar: {count}",
    all_in_one="Alla flöden i en fil (OPML)",
    site_author="För webbplatsens författare",
    paste="Lägg de här raderna i <head> på varje sida. Flödesläsare hittar då flödet med bara webbplatsens "
    "adress.",
)

DANISH = Phrases(
    language="da",
    web_feed="Webfeed",
    copy_address="Dette er et webfeed. Kopiér adressen fra adresselinjen til en feedlæser for at abonnere: "
    "så kommer nye artikler til dig.",
    older="Dette er ældre artikler. Det feed, du kan abonnere på, findes på denne adresse:",
    website="Websted:",
    nothing="Her er endnu ingen artikler.",
    subscribe="Abonnér på {site}",
    what="Et webfeed giver dig besked om hver ny artikel på dette websted, når den udkommer. Du læser den i "
    "en app efter eget valg og opgiver hverken navn eller e-mailadresse.",
    how="Sådan abonnerer du",
    steps=(
        "Vælg en feedlæser: der findes apps og websteder, og mange af dem er gratis.",
        "Kopiér adressen på et feed fra denne side.",
        "Indsæt den dér, hvor din læser lader dig tilføje et feed.",
    ),
    feeds="Feeds",
    formats="Alle formater indeholder de samme artikler. Hvis din læser ikke beder om et andet, så vælg RSS.",
    articles="Artikler: {count}",
    all_in_one="Alle feeds i én fil (OPML)",
    site_author="Til webstedets forfatter",
    paste="Sæt disse linjer ind i <head> på hver side. Så finder feedlæsere feedet alene ud fra webstedets "
    "adresse.",
)

JAPANESE = Phrases(
    language="ja",
    web_feed="ウェブフィード",
    copy_address="これはウェブフィードです。購読するには、"
    "アドレスバーのアドレスをフィードリーダーにコピーしてください。新しい記事が自動的に届くようになります。",
    older="これは過去の記事です。購読用のフィードのアドレスはこちらです：",
    website="ウェブサイト：",
    nothing="まだ記事はありません。",
    subscribe="{site} を購読する",
    what="ウェブフィードは、このサイトの新しい記事を公開と同時にお知らせします。"
    "お好きなアプリで読むことができ、名前やメールアドレスの入力は必要ありません。",
    how="購読の方法",
    steps=(
        "フィードリーダーを用意します。アプリやウェブサービスがあり、無料のものも多くあります。",
        "このページからフィードのアドレスをコピーします。",
        "フィードリーダーのフィード追加欄に貼り付けます。",
    ),
    feeds="フィード",
    formats="どの形式も記事の内容は同じです。フィードリーダーから特に指定がなければ RSS を選んでください。",
    articles="記事数：{count}",
    all_in_one="すべてのフィードを一つのファイルで（OPML）",
    site_author="サイトの作者の方へ",
    paste="各ページの <head> に次の行を入れてください。サイトのアドレスだけで、"
    "フィードリーダーがフィードを見つけられるようになります。",
)

CHINESE = Phrases(
    language="zh",
    web_feed="网页订阅源",
    copy_address="这是一个订阅源（feed）。要订阅，请将地址栏中的地址复制到订阅阅读器中，新文章就会自动送达。",
    older="这些是较早的文章。可供订阅的订阅源地址是：",
    website="网站：",
    nothing="这里还没有文章。",
    subscribe="订阅 {site}",
    what="订阅源（feed）会在本站发布新文章时及时通知您。您可以用自己喜欢的应用阅读，无需提供姓名或电子邮箱。",
    how="如何订阅",
    steps=(
        "选择一个订阅阅读器：有应用程序，也有网站，其中许多是免费的。",
        "从本页复制一个订阅源的地址。",
        "将它粘贴到阅读器中添加订阅源的位置。",
    ),
    feeds="订阅源",
    formats="各种格式的文章内容相同。如果阅读器没有要求其他格式，请选择 RSS。",
    articles="文章数：{count}",
    all_in_one="包含所有订阅源的文件（OPML）",
    site_author="致网站作者",
    paste="请将以下代码放入每个页面的 <head> 中。这样，阅读器只需网站地址就能找到订阅源。",
)

ARABIC = Phrases(
    language="ar",
    web_feed="خلاصة ويب",
    copy_address="هذه خلاصة ويب. للاشتراك، انسخ عنوانها من شريط العنوان إلى قارئ خلاصات، وستصلك المقالات "
    "الجديدة تلقائيًا.",
    older="هذه مقالات أقدم. الخلاصة التي يمكن الاشتراك فيها على هذا العنوان:",
    website="الموقع:",
    nothing="لا توجد مقالات هنا بعد.",
    subscribe="الاشتراك في {site}",
    what="تُعلمك خلاصة الويب بكل مقال جديد في هذا الموقع فور نشره. تقرؤه في التطبيق الذي تختاره، دون ذكر "
    "اسمك أو بريدك الإلكتروني.",
    how="كيفية الاشتراك",
    steps=(
        "اختر قارئ خلاصات: هناك تطبيقات ومواقع، وكثير منها مجاني.",
        "انسخ عنوان إحدى الخلاصات من هذه الصفحة.",
        "ألصقه حيث يتيح لك القارئ إضافة خلاصة.",
    ),
    feeds="الخلاصات",
    formats="تحتوي جميع الصيغ على المقالات نفسها. إذا لم يطلب قارئك صيغة أخرى، فاختر RSS.",
    articles="عدد المقالات: {count}",
    all_in_one="جميع الخلاصات في ملف واحد (OPML)",
    site_author="لصاحب الموقع",
    paste="ضع هذه الأسطر في <head> كل صفحة. وعندئذٍ تعثر برامج قراءة الخلاصات على الخلاصة من عنوان الموقع "
    "وحده.",
)

HEBREW = Phrases(
    language="he",
    web_feed="פיד",
    copy_address="זהו פיד. כדי להירשם, העתיקו את הכתובת משורת הכתובת אל קורא פידים, ומאמרים חדשים יגיעו "
    "אליכם מעצמם.",
    older="אלה מאמרים ישנים יותר. הפיד שאליו אפשר להירשם נמצא בכתובת הזאת:",
    website="אתר:",
    nothing="עדיין אין כאן מאמרים.",
    subscribe="הרשמה אל {site}",
    what="פיד מודיע לכם על כל מאמר חדש באתר הזה מיד עם פרסומו. קוראים אותו ביישום שתבחרו, בלי למסור שם או "
    "כתובת דוא״ל.",
    how="איך נרשמים",
    steps=(
        "בחרו קורא פידים: יש יישומים ואתרים, ורבים מהם בחינם.",
        "העתיקו מהדף הזה כתובת של פיד.",
        "הדביקו אותה במקום שבו קורא הפידים מאפשר להוסיף פיד.",
    ),
    feeds="פידים",
    formats="כל התבניות מכילות את אותם המאמרים. אם קורא הפידים אינו מבקש תבנית אחרת, בחרו ב־RSS.",
    articles="מספר המאמרים: {count}",
    all_in_one="כל הפידים בקובץ אחד (OPML)",
    site_author="לבעלי האתר",
    paste="הוסיפו את השורות האלה ל־<head> של כל דף. כך ימצאו קוראי פידים את הפיד לפי כתובת האתר בלבד.",
)

SPOKEN: Mapping[str, Phrases] = MappingProxyType(
    {
        spoken.language: spoken
        for spoken in (
            ENGLISH,
            FRENCH,
            GERMAN,
            SPANISH,
            ITALIAN,
            PORTUGUESE,
            DUTCH,
            POLISH,
            SWEDISH,
            DANISH,
            JAPANESE,
            CHINESE,
            ARABIC,
            HEBREW,
        )
    }
)


def phrases(language: str) -> Phrases:
    """Return the sentences in the language that a tag begins with (``fr`` of ``fr-CA``), or in English."""
    return SPOKEN.get(language.lower().replace("_", "-").partition("-")[0], ENGLISH)
