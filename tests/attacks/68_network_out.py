"""Connects to a server of the grader's machine, to the world, and asks a name server.

Any of them could carry hidden arguments or a neighbour's answers out.
"""
# from: blank
# expect: score=0

# %% total
import socket
import urllib.request

places = [("127.0.0.1", @PORT@), ("::1", @PORT@), ("1.1.1.1", 80), ("169.254.169.254", 80)]
for place in places:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
        try:
            with socket.socket(family, kind) as door:
                door.settimeout(1)
                door.connect(place)
                door.send(b"sixprinciples-attack")
                print(place, kind, "connected")
        except OSError as error:
            print(place, kind, error)
try:
    print(socket.getaddrinfo("example.org", 80))
except OSError as error:
    print(error)
try:
    print(urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=1).read())
except OSError as error:
    print(error)
try:
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    print("raw socket")
except OSError as error:
    print(error)
