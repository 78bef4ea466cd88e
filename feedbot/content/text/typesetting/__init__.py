"""What renderers do beside CommonMark, as rules over the tokens of markdown-it; one file each."""
