kubectl scale deployment web --replicas=0 -n shop
kubectl set image deployment/web web=shop/web:2 -n shop
sleep 40
kubectl scale deployment web --replicas=${replicas} -n shop
