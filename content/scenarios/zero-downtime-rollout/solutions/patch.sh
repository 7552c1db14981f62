kubectl patch deployment web -n shop -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"shop/web:2","readinessProbe":{"tcpSocket":{"port":8080},"periodSeconds":1}}]}}}}'
kubectl rollout status deployment web -n shop
