package dev.skep.crawler.plan;

/** Nobody watches. */
public final class QuietProgress implements Crawl.Progress {
    @Override
    public void listed(long files) {}

    @Override
    public void sampled(long done, long all) {}

    @Override
    public void planned(CrawlPlan plan) {}

    @Override
    public void written(TablePlan table, int done, int all, long partitions) {}

    @Override
    public void removed(Removal removal) {}
}
