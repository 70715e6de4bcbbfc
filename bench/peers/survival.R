# survfit and survdiff of the R package survival, on the columns that our side has.
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "peer.R"))

serve("survival", function() {
  rows <- data.frame(time = array_of("time"), event = array_of("event"), group = array_of("group"))
  if (parameter_of("task") == "survfit") {
    function() {
      fit <- survfit(Surv(time, event) ~ 1, rows)
      at <- round(seq(1, length(fit$time), length.out = 50))
      c(length(fit$time), fit$surv[at], fit$std.err[at] * fit$surv[at], fit$lower[at], fit$upper[at])
    }
  } else {
    function() {
      test <- survdiff(Surv(time, event) ~ group, rows)
      c(test$chisq, test$obs, test$exp)
    }
  }
})
