"""Commands: parse, call, print (kommandon)."""
