kubectl taint nodes gpu-1 dedicated-
