"""Tell the hubs of a feed that it has changed (WebSub), once its public copy is the new one."""
