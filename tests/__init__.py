"""The tests, in rooms that mirror the code's; helpers that several rooms use lie beside this file."""
