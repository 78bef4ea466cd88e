"""Look at the public feeds as readers do: fetch each file and the home page, and judge what answers."""
