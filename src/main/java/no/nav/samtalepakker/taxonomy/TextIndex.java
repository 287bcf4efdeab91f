package no.nav.samtalepakker.taxonomy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Norwegian texts in memory, found again by the words they share with another text:
 * Lucene's stems and ranking, and long parts of words, since Norwegian writes compounds
 * in one.
 */
public final class TextIndex {

	private static final String ID = "id";

	private static final String STEMS = "stems";

	private static final String PARTS = "parts";

	private static final int PART_LENGTH = 6;

	/** A part says less than a word. */
	private static final float WEIGHT_OF_PARTS = 0.5F;

	private static final Analyzer ANALYZER = new PerFieldAnalyzerWrapper(new NorwegianAnalyzer(),
			Map.of(PARTS, new PartsAnalyzer()));

	private final IndexSearcher searcher;

	/**
	 * @param texts by id
	 */
	public TextIndex(Map<String, String> texts) {
		try {
			ByteBuffersDirectory memory = new ByteBuffersDirectory();
			try (IndexWriter writer = new IndexWriter(memory, new IndexWriterConfig(ANALYZER))) {
				for (Map.Entry<String, String> text : texts.entrySet()) {
					Document document = new Document();
					document.add(new StringField(ID, text.getKey(), Field.Store.YES));
					document.add(new TextField(STEMS, text.getValue(), Field.Store.NO));
					document.add(new TextField(PARTS, text.getValue(), Field.Store.NO));
					writer.addDocument(document);
				}
			}
			this.searcher = new IndexSearcher(DirectoryReader.open(memory));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The ids of the texts that are most like this one, best first.
	 * @param text at most {@code Text.SHORT} long, for a query has its limits
	 * @param most how many ids
	 * @param share more than this share of the text's words must be found
	 */
	public List<String> like(String text, int most, double share) {
		QueryBuilder builder = new QueryBuilder(ANALYZER);
		Query stems = builder.createBooleanQuery(STEMS, text);
		if (stems == null) {
			return List.of();
		}
		BooleanQuery.Builder query = new BooleanQuery.Builder().add(atLeast(share, stems), BooleanClause.Occur.MUST);
		Query parts = builder.createBooleanQuery(PARTS, text);
		if (parts != null) {
			query.add(new BoostQuery(parts, WEIGHT_OF_PARTS), BooleanClause.Occur.SHOULD);
		}
		try {
			List<String> ids = new ArrayList<>();
			for (ScoreDoc hit : this.searcher.search(query.build(), most).scoreDocs) {
				ids.add(this.searcher.storedFields().document(hit.doc).get(ID));
			}
			return ids;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The words of a text that mean something, in order. */
	public static List<Word> words(String text) {
		List<Word> words = new ArrayList<>();
		try (TokenStream stems = ANALYZER.tokenStream(STEMS, text)) {
			CharTermAttribute stem = stems.addAttribute(CharTermAttribute.class);
			OffsetAttribute place = stems.addAttribute(OffsetAttribute.class);
			stems.reset();
			while (stems.incrementToken()) {
				words.add(new Word(stem.toString(), text.substring(place.startOffset(), place.endOffset())));
			}
			stems.end();
			return words;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Query atLeast(double share, Query stems) {
		if (!(stems instanceof BooleanQuery words)) {
			return stems;
		}
		BooleanQuery.Builder some = new BooleanQuery.Builder()
			.setMinimumNumberShouldMatch(1 + (int) (share * words.clauses().size()));
		words.clauses().forEach(some::add);
		return some.build();
	}

	/**
	 * A word.
	 *
	 * @param stem what its forms have in common
	 * @param form as it is written
	 */
	public record Word(String stem, String form) {
	}

	/** Parts of words, and short words whole. */
	private static final class PartsAnalyzer extends Analyzer {

		@Override
		protected TokenStreamComponents createComponents(String fieldName) {
			Tokenizer words = new StandardTokenizer();
			TokenStream meaningful = new StopFilter(new LowerCaseFilter(words), NorwegianAnalyzer.getDefaultStopSet());
			return new TokenStreamComponents(words, new NGramTokenFilter(meaningful, PART_LENGTH, PART_LENGTH, true));
		}

	}

}
