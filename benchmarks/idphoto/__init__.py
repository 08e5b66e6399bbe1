"""ID photos measured against MediaPipe's own landmarks and IS-Net, and beside HivisionIDPhotos."""
