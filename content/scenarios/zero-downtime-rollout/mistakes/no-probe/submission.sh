kubectl set image deployment/web web=shop/web:2 -n shop
