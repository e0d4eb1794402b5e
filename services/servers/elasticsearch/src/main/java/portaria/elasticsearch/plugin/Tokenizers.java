package portaria.elasticsearch.plugin;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.PreConfiguredTokenizer;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** The tokenizers keyword and whitespace, with the names and settings of Elasticsearch's own analysis module. */
final class Tokenizers {
  static final Map<String, AnalysisProvider<TokenizerFactory>> CONFIGURABLE =
      Map.of(
          "keyword", provider(settings -> new KeywordTokenizer(settings.getAsInt("buffer_size", 256))),
          "whitespace",
              provider(settings -> new WhitespaceTokenizer(settings.getAsInt("max_token_length", 255))));

  static final List<PreConfiguredTokenizer> READY_MADE =
      List.of(
          PreConfiguredTokenizer.singleton("keyword", KeywordTokenizer::new),
          PreConfiguredTokenizer.singleton("whitespace", WhitespaceTokenizer::new));

  private Tokenizers() {}

  private static AnalysisProvider<TokenizerFactory> provider(Function<Settings, Tokenizer> create) {
    return (index, environment, name, settings) ->
        TokenizerFactory.newFactory(name, () -> create.apply(settings));
  }
}
