"""What buttons carry: typed, packed into at most 64 bytes, never trusted when it comes back. One module per noun."""
