"""One site's settings become the values that a pass works with."""

from __future__ import annotations

from feedbot.announcements.announcement import Voice
from feedbot.config.settings import AccountSettings, SiteConfig
from feedbot.content.site import SiteRules
from feedbot.publishing.site import AccountPlan, AnnouncePlan, Site
from feedbot.wiring.feed_plans import feed_plans


def site_of(config: SiteConfig) -> Site:
    """Return the site that one file describes."""
    site, announce = config.site, config.announce
    assert site.content is not None
    assert site.output is not None
    rules = SiteRules(
        name=site.name,
        url=site.url.rstrip("/"),
        title=site.title,
        language=site.language,
        zone=site.timezone,
        generator=site.generator,
        root=site.root,
        content=site.content,
        output=site.output,
        sections=site.sections,
        exclude=site.exclude,
        permalinks=site.permalinks,
        trailing_slash=site.trailing_slash,
        markdown=site.markdown,
        rendered=site.rendered,
        selector=site.selector,
        options=site.options,
        trouble=config.found.trouble,
    )
    return Site(
        rules=rules,
        feeds=feed_plans(config),
        announce=AnnouncePlan(
            first_run=announce.first_run,
            burst=announce.burst,
            grace=announce.grace,
            give_up_after=announce.give_up_after,
        ),
        accounts=tuple(_account(account, config) for account in config.accounts),
        opml=config.feeds[0].opml,
    )


def _account(account: AccountSettings, config: SiteConfig) -> AccountPlan:
    announce = config.announce
    wait = announce.wait_until_live if account.wait_until_live is None else account.wait_until_live
    return AccountPlan(
        name=account.name,
        network=account.network,
        voice=Voice(
            account=account.name,
            hashtags=(*announce.hashtags, *account.hashtags),
            template=account.template or announce.template or None,
            aliases=announce.aliases,
            use_categories=announce.categories,
            most_hashtags=account.most_hashtags,
            warning=account.warning,
            language=config.site.language,
        ),
        wait_until_live=wait and account.network != "local",
        formerly=account.formerly,
    )
