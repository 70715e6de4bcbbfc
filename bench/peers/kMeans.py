"""scikit-learn's k-means, one thread: from given centres, or the best of several starts."""

from peer import blas, serve


def prepare(given):
    import sklearn
    from sklearn.cluster import KMeans

    n, d, k = given["n"], given["d"], given["k"]
    rows = given.array("rows", n, d)
    if given["starts"] == 1:
        start = given.array("start", k, d)
        model = KMeans(n_clusters=k, init=start, n_init=1, algorithm="lloyd")
    else:
        model = KMeans(n_clusters=k, n_init=given["starts"], random_state=given["seed"], algorithm="lloyd")

    def task():
        fit = model.fit(rows)
        return [fit.inertia_, fit.n_iter_] if given["starts"] == 1 else [fit.inertia_]

    task()  # loads its BLAS, so that it can be named
    return f"{sklearn.__version__} ({blas()})", task


serve(prepare)
