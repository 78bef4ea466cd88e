"""feedbot rebuilds a static site's feeds and announces each new article once.

A person writes an article as a Markdown file in the *content* folder of a site.
feedbot reads it, asks the *ledger* who it is, writes the site's *feeds*,
words an *announcement* for every account, and puts one *delivery* per account into the *outbox*.
The *courier* carries what is due to its *network* once the article's page is live;
what the network's answer proves is an *outcome*, and the outcome moves the delivery.
The *hubs* of a feed hear of its new bytes as soon as they are public.

feedbot never posts an article twice to one account by itself.
If it cannot prove that a post is not there, it stops and asks.

Floors, high to low; on each you may import only what lies below:
``cli > wiring > config > scheduler > publishing > store > deliveries | hubs > networks >
announcements | feeds > content > errors | whole_files``.
"""
