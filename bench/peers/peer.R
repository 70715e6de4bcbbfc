# What all peers in R share: reads the input, times the task, prints the answers. See bench/foreign.ts for the protocol.
# A peer is: source("peer.R") as below; serve("survival", function(input) { …; function() numbers }).
#
#   here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
#   source(file.path(here, "peer.R"))

folder <- commandArgs(trailingOnly = TRUE)[1]

# An array by name, as numbers; matrices come row by row: matrix(array("x"), ncol = d, byrow = TRUE).
array_of <- function(name) {
  file <- file.path(folder, paste0(name, ".f64"))
  readBin(file, "double", n = file.size(file) / 8, size = 8, endian = "little")
}

# A parameter by name, as text: "parameters.json" is flat, so that no JSON package is needed. Numbers: as.numeric(parameter_of("k")).
parameter_of <- function(name) {
  text <- paste(readLines(file.path(folder, "parameters.json"), warn = FALSE), collapse = "")
  found <- regmatches(text, regexec(paste0('"', name, '":("([^"]*)"|[^,}]*)'), text))[[1]]
  if (found[3] != "") found[3] else found[2]
}

say <- function(text) {
  cat(text, "\n", sep = "")
  flush(stdout())
}

# `prepare()` reads the input and gives the task, a function without arguments that returns numbers.
serve <- function(package, prepare) {
  if (!suppressWarnings(suppressPackageStartupMessages(require(package, character.only = TRUE, quietly = TRUE)))) {
    say(sprintf('{"missing": "R package %s"}', package))
    return(invisible())
  }
  task <- prepare()
  say(sprintf('{"version": "%s, R %s"}', packageVersion(package), getRversion()))
  input <- file("stdin", "r")
  while (length(readLines(input, n = 1)) > 0) {
    gc()
    before <- proc.time()
    wall <- as.numeric(Sys.time())
    output <- task()
    wall <- as.numeric(Sys.time()) - wall
    spent <- proc.time() - before
    numbers <- paste(formatC(as.numeric(output), digits = 17, format = "g", width = 1), collapse = ",")
    say(sprintf('{"milliseconds": %.6f, "cpuMilliseconds": %.6f, "output": [%s]}', 1e3 * wall, 1e3 * (spent[[1]] + spent[[2]]), numbers))
  }
}
