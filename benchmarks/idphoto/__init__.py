"""ID photos measured against MediaPipe's own landmarks, and beside HivisionIDPhotos and rembg."""
