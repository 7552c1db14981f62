kubectl patch deployment trainer -n lab -p '{"spec":{"template":{"spec":{"tolerations":[{"key":"dedicated","operator":"Equal","value":"training","effect":"NoSchedule"}]}}}}'
