"""Put it together: the only floor that knows every concrete class; clock, dice and failpoints enter here."""
