"""Who held which neighbourhood of East Aleppo, on which day, and which report says so."""
