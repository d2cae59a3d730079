"""Employment (anställning): contract × state support × period, as dated rules with their source."""
