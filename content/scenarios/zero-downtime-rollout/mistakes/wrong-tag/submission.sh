kubectl patch deployment web -n shop -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","readinessProbe":{"tcpSocket":{"port":8080},"periodSeconds":1}}]}}}}'
