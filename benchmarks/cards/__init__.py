"""What is read on drawn cards, licences, plates and menus, what is refused, and the time beside reading their text."""
