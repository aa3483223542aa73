"""python -m hfedge"""

from hfedge.cli import main

main(prog_name="hfedge")
