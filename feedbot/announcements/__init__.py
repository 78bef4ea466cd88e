"""What to say: an article worded for one account, with hashtags that link and a length that fits."""
