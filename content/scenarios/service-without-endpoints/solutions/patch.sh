kubectl patch service menu -n cafe -p '{"spec":{"selector":{"app":"menu"}}}'
kubectl patch service menu -n cafe --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":8080}]'
