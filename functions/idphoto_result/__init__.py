"""Finished ID photos, `/get_pic_3`."""
