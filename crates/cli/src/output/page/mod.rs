//! What stands around the articles of a page of HTML: one file, without anything from elsewhere.

/// Up to the first article, with entities.
pub const ENTITIES: &str = concat!(
    include_str!("start.html"),
    include_str!("entities.css"),
    "</style>\n</head>\n<body>\n"
);

/// Up to the first article, with stances.
pub const STANCES: &str =
    concat!(include_str!("start.html"), include_str!("stances.css"), "</style>\n</head>\n<body>\n");

/// Up to the first article, with summaries.
pub const SUMMARIES: &str =
    concat!(include_str!("start.html"), include_str!("summary.css"), "</style>\n</head>\n<body>\n");

/// Behind the last article.
pub const END: &str = "</body>\n</html>\n";
