kubectl patch service menu -n cafe -p '{"spec":{"selector":{"app":"menu"}}}'
