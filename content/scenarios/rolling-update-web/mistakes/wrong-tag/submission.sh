kubectl set image deployment/web web=shop/web:3 -n shop
