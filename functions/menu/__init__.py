"""The function that reads menus, `/cv/ocr/menu`."""
