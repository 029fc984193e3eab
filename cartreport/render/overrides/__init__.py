"""What a project puts in the place of something shipped: what there is, copies, mistakes."""
