//! Amounts of money: the code of the currency, as ISO 4217 has it, and a decimal number.
//!
//! "$1.13bn" is `USD 1130000000`. A sign that several currencies share stands for the one that it
//! means without another word: "$" is the dollar of the United States. A name that several share
//! without such a rule ("rupees", "francs") tells nothing, and the amount has no value.

use rust_decimal::Decimal;

use super::number::count;

/// Signs and names of currencies in lower case; a sign stands before those that it ends with.
const CURRENCIES: [(&str, &[&str]); 28] = [
    ("AUD", &["a$", "au$", "aud", "australian dollar"]),
    ("CAD", &["c$", "ca$", "cad", "canadian dollar"]),
    ("HKD", &["hk$", "hkd", "hong kong dollar"]),
    ("NZD", &["nz$", "nzd", "new zealand dollar"]),
    ("SGD", &["s$", "sgd", "singapore dollar"]),
    ("TWD", &["nt$", "twd", "taiwan dollar"]),
    ("BRL", &["r$", "brl", "reais", "brazilian real"]),
    ("USD", &["us$", "$", "usd", "us dollar", "u.s. dollar", "american dollar", "dollar"]),
    ("EUR", &["€", "eur", "euro"]),
    ("GBP", &["£", "gbp", "pound", "pounds sterling", "pound sterling", "british pound"]),
    ("JPY", &["¥", "jpy", "yen", "japanese yen"]),
    ("CNY", &["cny", "rmb", "yuan", "renminbi", "chinese yuan"]),
    ("INR", &["₹", "inr", "indian rupee"]),
    ("PKR", &["pkr", "pakistani rupee"]),
    ("KRW", &["₩", "krw", "won", "south korean won"]),
    ("NGN", &["₦", "ngn", "naira"]),
    ("RUB", &["₽", "rub", "ruble", "rouble", "russian ruble"]),
    ("ILS", &["₪", "ils", "shekel"]),
    ("PHP", &["₱", "php", "philippine peso"]),
    ("MXN", &["mxn", "mexican peso"]),
    ("THB", &["฿", "thb", "baht"]),
    ("VND", &["₫", "vnd", "dong"]),
    ("TRY", &["₺", "try", "lira", "turkish lira"]),
    ("UAH", &["₴", "uah", "hryvnia"]),
    ("PLN", &["pln", "zloty"]),
    ("ZAR", &["zar", "rand"]),
    ("MYR", &["myr", "ringgit"]),
    ("CHF", &["chf", "swiss franc"]),
];

/// The value of the words of an amount; none if currency or number are not clear.
pub fn value(words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    let from = lower.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (before, amount) = lower.split_at(from);
    let end = amount
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .unwrap_or(amount.len());
    let (digits, behind) = amount.split_at(end);
    let (mut number, rest) =
        if digits.is_empty() { in_words(&lower)? } else { (decimal(digits)?, behind.to_owned()) };
    let mut words: Vec<&str> =
        rest.split([' ', '\u{a0}', '-']).filter(|word| !word.is_empty()).collect();
    while let Some(scale) = words.first().and_then(|word| scale(word)) {
        number = number.checked_mul(Decimal::from(scale))?;
        words.remove(0);
    }
    let code = match (currency(last_word(before)), words.as_slice()) {
        (Some(code), _) => code,
        (None, ["cents" | "cent"]) => {
            number = number.checked_div(Decimal::from(100))?;
            "USD"
        }
        (None, words) => currency(&words.join(" "))?,
    };
    Some(format!("{code} {}", number.normalize()))
}

/// The sign of a currency that stands right before a number.
fn last_word(before: &str) -> &str {
    before.split_whitespace().next_back().unwrap_or_default()
}

/// "1,130.5"; a comma parts thousands.
fn decimal(digits: &str) -> Option<Decimal> {
    let digits = digits.trim_end_matches(['.', ',']);
    let whole = digits.split('.').next()?;
    // Thousands in threes, or lakhs in twos before the last three.
    let are_groups = match whole.split(',').collect::<Vec<_>>().as_slice() {
        [_, middle @ .., last] => {
            last.len() == 3 && middle.iter().all(|group| (2..=3).contains(&group.len()))
        }
        _ => true,
    };
    are_groups.then(|| digits.replace(',', "").parse().ok())?
}

/// "five million dollars": the number and what follows it.
fn in_words(words: &str) -> Option<(Decimal, String)> {
    let mut words = words.split_whitespace();
    let number = words.next().and_then(count)?;
    Some((Decimal::from(number), words.collect::<Vec<_>>().join(" ")))
}

fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "hundred" => 100,
        "k" | "thousand" => 1_000,
        "lakh" | "lakhs" => 100_000,
        "m" | "mn" | "mln" | "million" => 1_000_000,
        "crore" | "crores" => 10_000_000,
        "b" | "bn" | "bln" | "billion" => 1_000_000_000,
        "tn" | "trn" | "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

fn currency(name: &str) -> Option<&'static str> {
    let singular = name.strip_suffix('s').unwrap_or(name);
    let found = CURRENCIES.iter().find(|(_, names)| {
        names.iter().any(|other| *other == name || *other == singular && !singular.ends_with('$'))
    })?;
    Some(found.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        for (words, expected) in [
            ("$1.13bn", Some("USD 1130000000")),
            ("US$5 million", Some("USD 5000000")),
            ("A$20", Some("AUD 20")),
            ("€3.2m", Some("EUR 3200000")),
            ("about £2,500", Some("GBP 2500")),
            ("500 million euros", Some("EUR 500000000")),
            ("five million dollars", Some("USD 5000000")),
            ("a dollar", Some("USD 1")),
            ("three hundred thousand yen", Some("JPY 300000")),
            ("₹20 crore", Some("INR 200000000")),
            ("1,20,000 Indian rupees", Some("INR 120000")),
            ("$ 1.5 trillion", Some("USD 1500000000000")),
            ("50 cents", Some("USD 0.5")),
            ("0.10 US dollars", Some("USD 0.1")),
            ("100-million-dollar", Some("USD 100000000")),
            ("HK$100", Some("HKD 100")),
            ("20 rupees", None),
            ("millions of dollars", None),
            ("$1,13", None),
            ("$9999999999999999999999999999999", None),
            ("$", None),
            ("", None),
        ] {
            assert_eq!(value(words).as_deref(), expected, "{words}");
        }
    }
}
