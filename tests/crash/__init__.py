"""The promise, end to end: whatever dies, fails or meets, no article is posted twice and none is lost."""
