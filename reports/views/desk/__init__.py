"""What a page of the district's desk shows, as plain values: no template queries."""
