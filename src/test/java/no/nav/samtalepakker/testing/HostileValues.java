package no.nav.samtalepakker.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** What somebody with bad intentions, or a broken program, may send. */
public final class HostileValues {

	/** Stands where bytes go that are no UTF-8. */
	static final char BAD_BYTES = '\uF8FF';

	/** 7 × 191 is 1337 wherever somebody calculates it. */
	private static final List<String> TEXTS = List.of("", " ", "\u0000", "a\u0000b", "\u0001\b\u001f", "\u007f\u0085",
			"\u202Etxet desrever\u202C", "\u2066\u202E\u2069", "\u200B\u200D\uFEFF", "😀👩‍👩‍👧‍👦🇳🇴",
			"Z̴̧̛͙a̷l̸g̶o̵", "ﷺİıſK", "\uD800", "x\uDFFFy", "\uDC00\uD800", "${7*191}", "#{7*191}", "*{7*191}",
			"@{/${7*191}}", "__${7*191}__::.x", "__${T(java.lang.Math).multiplyExact(7,191)}__::x", "[[${7*191}]]",
			"[(${7*191})]", "{{7*191}}", "{{constructor.constructor('return 7*191')()}}", "<%= 7*191 %>",
			"${currentUser()}", "${execution.getVariable('unitId')}", "#set($x=7*191)$x",
			"<script>fuzz(7*191)</script>", "\"><img src=x onerror=fuzz()>", "'-fuzz()-'",
			"</textarea><svg/onload=fuzz()>", "</script><script>fuzz()", "<a href=javascript:fuzz()>x</a>",
			"javascript:fuzz()", "data:text/html,<script>fuzz()</script>", "<!--", "]]>",
			"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "=7*191", "=cmd|' /C calc'!A0",
			"+7+191", "-7+191", "@SUM(7,191)", "\t=7*191", "' or '1'='1", "'; drop table unit; --", "\\", "\\'", "%",
			"_%", "%00", "%c0%af", "%u0000", "../../../../etc/passwd", "..\\..\\x", "%2e%2e%2f", "%252e%252e%252f",
			"..;/x", ";jsessionid=x", "//evil.example/x", "http://evil.example/", "/", "?", "#x", "&x=1", "null",
			"undefined", "NaN", "true", "0", "-1", "1.5", "1e309", "2147483648", "9223372036854775808", "0x41",
			"9".repeat(400), "\r\nX-Injected: 1", "\n\n\n", "2026-02-30", "+999999999-01-01", "0000-00-00",
			"2026-01-01T00:00:00.000+0000", "sekretariat", "camunda-admin", "mottaker-hr", "SEKRETARIAT", "LOKALT",
			"x".repeat(121), "å".repeat(501), "😀".repeat(501), "å".repeat(2001), "x".repeat(20_000), "zqz\uF8FFzqz",
			"\u00A0\u3000", "ISO-8859-1", "id desc; select 1", "createTime", "1,2", "*", "[]", "{}");

	private static final List<String> JSON = List.of("null", "true", "false", "0", "-1", "1.5", "1e400", "-1e400",
			"99999999999999999999", "2147483648", "{}", "[]", "[[]]", "[null]", "[{}]", "{\"a\":1}",
			"{\"a\":1,\"a\":2}", "[1,\"x\",null,{}]", "\"\\ud800\"", "\"x\\udfff\\u0000\"", "\"\\u0000\"",
			"[\"\\u202e\",\"${7*191}\"]", "{\"@class\":\"java.util.HashMap\"}", "{\"$type\":\"x\",\"value\":1}",
			"[\"java.lang.ProcessBuilder\",{}]", "NaN", "Infinity", "01", "'x'", "\"", "{", "]", "tru", "/* x */ 1",
			"{\"__proto__\":{\"x\":1}}", "\"\\x\"", "{\"\":\"\"}", "{\"\\u0000\":\"\"}", "{\"${7*191}\":\"x\"}");

	private HostileValues() {
	}

	/** A text for any place that takes one. */
	public static String text(Random random) {
		if (random.nextInt(60) == 0) {
			return random.nextBoolean() ? "x".repeat(1 << 20) : "å😀".repeat(1 << 17);
		}
		String text = TEXTS.get(random.nextInt(TEXTS.size()));
		return switch (random.nextInt(6)) {
			case 0 -> text + TEXTS.get(random.nextInt(TEXTS.size()));
			case 1 -> "Vanlig tekst " + text + " og litt til";
			default -> text;
		};
	}

	/** A text short enough for an address or a header. */
	public static String shortText(Random random) {
		String text = text(random);
		return text.substring(0, Math.min(text.length(), 1500));
	}

	/** A piece of JSON for any place in JSON, not always well-formed. */
	public static String json(Random random) {
		return switch (random.nextInt(12)) {
			case 0, 1, 2 -> JSON.get(random.nextInt(JSON.size()));
			case 3 -> deep(random);
			default -> quoted(text(random));
		};
	}

	private static String deep(Random random) {
		int depth = random.nextBoolean() ? 10_000 : 900;
		return switch (random.nextInt(4)) {
			case 0 -> "[".repeat(depth) + "]".repeat(depth);
			case 1 -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
			case 2 -> "[".repeat(depth);
			default -> "[" + "1,".repeat(depth) + "1]";
		};
	}

	/**
	 * The text as a JSON string; lone surrogates are escaped, as UTF-8 cannot hold them.
	 */
	public static String quoted(String text) {
		StringBuilder json = new StringBuilder("\"");
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
					&& Character.isLowSurrogate(text.charAt(i + 1));
			if (pair) {
				json.append(c).append(text.charAt(++i));
			}
			else if (c < ' ' || Character.isSurrogate(c)) {
				json.append("\\u%04x".formatted((int) c));
			}
			else {
				json.append((c == '"' || c == '\\') ? "\\" : "").append(c);
			}
		}
		return json.append('"').toString();
	}

	/** As bytes; what stands for bad bytes becomes some. */
	public static byte[] bytes(String text) {
		byte[] good = text.getBytes(StandardCharsets.UTF_8);
		if (text.indexOf(BAD_BYTES) < 0) {
			return good;
		}
		byte[] mark = String.valueOf(BAD_BYTES).getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i + mark.length <= good.length; i++) {
			if (good[i] == mark[0] && good[i + 1] == mark[1] && good[i + 2] == mark[2]) {
				good[i] = (byte) 0xC3;
				good[i + 1] = (byte) 0x28;
				good[i + 2] = (byte) 0xFF;
			}
		}
		return good;
	}

	/** The text in an address: mostly encoded, sometimes raw or badly encoded. */
	public static String inAddress(String text, Random random) {
		int kind = random.nextInt(10);
		if (kind == 0) {
			return text.replaceAll("[\\r\\n ]", "");
		}
		StringBuilder encoded = new StringBuilder();
		for (byte b : bytes(text)) {
			boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '.'
					|| kind == 1 && b == '/';
			encoded.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
		}
		return (kind == 2) ? encoded + "%" : (kind == 3) ? encoded.toString().replace("%", "%25") : encoded.toString();
	}

	/** Readable, in one line, and not too long. */
	public static String shown(String text) {
		StringBuilder shown = new StringBuilder();
		for (int i = 0; i < Math.min(text.length(), 300); i++) {
			char c = text.charAt(i);
			shown.append((c < ' ' || c > '~') ? "\\u%04x".formatted((int) c) : String.valueOf(c));
		}
		return (text.length() > 300) ? shown + "… (" + text.length() + " characters)" : shown.toString();
	}

}
