"""Images that callers name by an address: fetched from public hosts only, within bounds."""
