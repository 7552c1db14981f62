kubectl patch deployment trainer -n lab --type=json -p '[{"op":"remove","path":"/spec/template/spec/nodeSelector"}]'
