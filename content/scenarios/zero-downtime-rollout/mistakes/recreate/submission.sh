kubectl patch deployment web -n shop -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl patch deployment web -n shop -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"shop/web:2","readinessProbe":{"tcpSocket":{"port":8080},"periodSeconds":1}}]}}}}'
