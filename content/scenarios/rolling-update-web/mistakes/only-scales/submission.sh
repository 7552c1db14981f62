kubectl scale deployment web --replicas=6 -n shop
