"""What a person meets in the browser (webben): forms, views, addresses and the look."""
