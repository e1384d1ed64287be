"""The networks themselves: cells, layers, backpropagation through time, and what training them takes."""
