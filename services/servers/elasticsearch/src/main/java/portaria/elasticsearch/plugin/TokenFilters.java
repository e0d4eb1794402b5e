package portaria.elasticsearch.plugin;

import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** The token filters of Elasticsearch's own analysis module that Portaria needs: same names, same settings. */
final class TokenFilters {
  static final Map<String, AnalysisProvider<TokenFilterFactory>> CONFIGURABLE =
      Map.of(
          "lowercase", normalizing((input, settings) -> new LowerCaseFilter(input)),
          "asciifolding", normalizing(TokenFilters::asciiFolding),
          "trim", normalizing((input, settings) -> new TrimFilter(input)),
          "edge_ngram", plain(TokenFilters::edgeNgram));

  static final List<PreConfiguredTokenFilter> READY_MADE =
      List.of(
          PreConfiguredTokenFilter.singleton("asciifolding", true, ASCIIFoldingFilter::new),
          PreConfiguredTokenFilter.singleton("trim", true, TrimFilter::new));

  private TokenFilters() {}

  private static TokenStream asciiFolding(TokenStream input, Settings settings) {
    return new ASCIIFoldingFilter(input, settings.getAsBoolean("preserve_original", false));
  }

  private static TokenStream edgeNgram(TokenStream input, Settings settings) {
    return new EdgeNGramTokenFilter(
        input,
        settings.getAsInt("min_gram", 1),
        settings.getAsInt("max_gram", 2),
        settings.getAsBoolean("preserve_original", false));
  }

  private static AnalysisProvider<TokenFilterFactory> plain(Filter filter) {
    return (index, environment, name, settings) -> new Factory(name, settings, filter);
  }

  private static AnalysisProvider<TokenFilterFactory> normalizing(Filter filter) {
    return (index, environment, name, settings) -> new NormalizingFactory(name, settings, filter);
  }

  private interface Filter {
    TokenStream apply(TokenStream input, Settings settings);
  }

  private static class Factory extends AbstractTokenFilterFactory {
    private final Settings settings;
    private final Filter filter;

    Factory(String name, Settings settings, Filter filter) {
      super(name, settings);
      this.settings = settings;
      this.filter = filter;
    }

    @Override
    public TokenStream create(TokenStream input) {
      return filter.apply(input, settings);
    }
  }

  /** Normalizers of keyword fields accept only filters that say they keep one token one token. */
  private static final class NormalizingFactory extends Factory implements NormalizingTokenFilterFactory {
    NormalizingFactory(String name, Settings settings, Filter filter) {
      super(name, settings, filter);
    }
  }
}
