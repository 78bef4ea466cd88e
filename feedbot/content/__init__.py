"""What there is: files become articles, or problems that a person can mend.

``folder`` lists the files; ``metadata`` reads what stands above a text, ``generators`` know what it means
to the program that builds the site, and ``reader`` makes an article of both.
``discovery`` reads what the site's own configuration says.
``text``, ``rst`` and ``built`` give a body its HTML,
and ``identity`` tells who an article is, whatever it is called and wherever it lies.
"""
