//! A hub of models: which files a repository has, and their content.

use std::env;
use std::time::Duration;

use anyhow::{Context, anyhow, bail, ensure};
use serde::Deserialize;
use ureq::http::{HeaderMap, Method, Response, StatusCode, header};
use ureq::{Agent, Body};
use url::Url;

use super::digest::Digest;
use super::source::Source;

const ENDPOINT: &str = "https://huggingface.co";

/// So many redirections are followed.
const MAX_REDIRECTS: usize = 10;

/// How a hub is reached.
#[derive(Clone, Debug)]
pub struct HubSettings {
    pub endpoint: Url,
    /// Sent to the endpoint's host, and to no other.
    pub token: Option<String>,
    /// Whether the network must not be used.
    pub is_offline: bool,
    pub patience: Patience,
}

/// How long a server may keep us waiting.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    pub connect: Duration,
    /// For the head of an answer.
    pub response: Duration,
    /// For the next bytes of an answer.
    pub read: Duration,
    /// Before the second try; each later one waits twice as long as the one before.
    pub first_delay: Duration,
    /// Tries that bring nothing new, one after another.
    pub tries: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            response: Duration::from_secs(30),
            read: Duration::from_secs(30),
            first_delay: Duration::from_secs(1),
            tries: 5,
        }
    }
}

impl HubSettings {
    /// `HF_ENDPOINT`, `HF_TOKEN` and `HF_HUB_OFFLINE`.
    ///
    /// # Errors
    ///
    /// An endpoint that is no address.
    pub fn from_environment() -> anyhow::Result<Self> {
        let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let endpoint = variable("HF_ENDPOINT").unwrap_or_else(|| ENDPOINT.to_owned());
        let is_true = |value: String| {
            ["1", "on", "true", "yes"].iter().any(|yes| value.eq_ignore_ascii_case(yes))
        };
        Ok(Self {
            endpoint: Url::parse(&endpoint)
                .with_context(|| format!("HF_ENDPOINT is `{endpoint}`"))?,
            token: variable("HF_TOKEN"),
            is_offline: variable("HF_HUB_OFFLINE").is_some_and(is_true),
            patience: Patience::default(),
        })
    }
}

/// What went wrong with a request.
#[derive(Debug)]
pub enum RequestError {
    /// Another try will not help.
    Permanent(anyhow::Error),
    /// Another try may help.
    Transient(anyhow::Error),
}

impl RequestError {
    pub fn into_inner(self) -> anyhow::Error {
        match self {
            Self::Permanent(error) | Self::Transient(error) => error,
        }
    }
}

/// What a hub says of a file.
#[derive(Clone, Debug)]
pub struct Remote {
    /// The commit that the revision means.
    pub commit: String,
    pub bytes: Option<u64>,
    pub digest: Digest,
}

/// A hub that can be asked.
#[derive(Clone, Debug)]
pub struct Hub {
    settings: HubSettings,
    agent: Agent,
}

impl Hub {
    pub fn new(settings: HubSettings) -> Self {
        let patience = settings.patience;
        let config = Agent::config_builder()
            .timeout_connect(Some(patience.connect))
            .timeout_recv_response(Some(patience.response))
            .timeout_per_read(Some(patience.read))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("newsdesk-xtask");
        Self { settings, agent: config.build().into() }
    }

    pub fn patience(&self) -> Patience {
        self.settings.patience
    }

    /// Names of the files at the top of a repository.
    pub fn files(&self, source: &Source) -> anyhow::Result<Vec<String>> {
        #[derive(Deserialize)]
        struct Listing {
            siblings: Vec<Sibling>,
        }
        #[derive(Deserialize)]
        struct Sibling {
            rfilename: String,
        }
        let parts = ["api", "models", &source.repository, "revision"];
        let url = self.url(&parts, &source.revision, None)?;
        let mut response =
            self.request(&Method::GET, &url, None).map_err(RequestError::into_inner)?;
        let listing: Listing = serde_json::from_reader(response.body_mut().as_reader())
            .with_context(|| format!("{url}: not a list of files"))?;
        Ok(listing.siblings.into_iter().map(|file| file.rfilename).collect())
    }

    /// What the hub says of a file.
    pub fn describe(&self, source: &Source, file: &str) -> Result<Remote, RequestError> {
        let url = self.file_url(&source.repository, &source.revision, file)?;
        let response = self.request(&Method::HEAD, &url, None)?;
        let remote = Remote::from_headers(response.headers()).with_context(|| url.to_string());
        remote.map_err(RequestError::Permanent)
    }

    /// The address of a file.
    pub fn file_url(
        &self,
        repository: &str,
        revision: &str,
        file: &str,
    ) -> Result<Url, RequestError> {
        self.url(&[repository, "resolve"], revision, Some(file)).map_err(RequestError::Permanent)
    }

    /// An address on the hub. A revision is one part of it, even if it has slashes.
    fn url(&self, before: &[&str], revision: &str, after: Option<&str>) -> anyhow::Result<Url> {
        let mut url = self.settings.endpoint.clone();
        let Ok(mut path) = url.path_segments_mut() else {
            bail!("{}: is no place for a hub", self.settings.endpoint);
        };
        path.pop_if_empty().extend(before.iter().flat_map(|part| part.split('/')));
        path.push(revision).extend(after);
        drop(path);
        Ok(url)
    }

    /// Asks for an address and follows where it leads; `HEAD` requests stay on the host. An answer
    /// is a success: other statuses are errors.
    pub fn request(
        &self,
        method: &Method,
        start: &Url,
        range: Option<u64>,
    ) -> Result<Response<Body>, RequestError> {
        if self.settings.is_offline {
            let error = anyhow!("{start} is not here, and HF_HUB_OFFLINE forbids to fetch it");
            return Err(RequestError::Permanent(error));
        }
        let mut url = start.clone();
        for _ in 0..=MAX_REDIRECTS {
            let response = self.send(method, &url, range).map_err(|error| {
                RequestError::Transient(anyhow::Error::new(error).context(url.to_string()))
            })?;
            let status = response.status();
            if !status.is_redirection() {
                return checked(status, response, &url);
            }
            let next = location(&response, &url).map_err(RequestError::Permanent)?;
            if method == Method::HEAD && next.origin() != url.origin() {
                return Ok(response);
            }
            url = next;
        }
        let error = anyhow!("{start}: more than {MAX_REDIRECTS} redirections");
        Err(RequestError::Permanent(error))
    }

    /// Sends one request.
    fn send(
        &self,
        method: &Method,
        url: &Url,
        range: Option<u64>,
    ) -> Result<Response<Body>, ureq::Error> {
        let mut request = ureq::http::Request::builder().method(method).uri(url.as_str());
        if let Some(token) = &self.settings.token
            && url.origin() == self.settings.endpoint.origin()
        {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(first) = range {
            request = request.header(header::RANGE, format!("bytes={first}-"));
        }
        self.agent.run(request.body(())?)
    }
}

impl Remote {
    fn from_headers(headers: &HeaderMap) -> anyhow::Result<Self> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let commit = text("x-repo-commit").context("no `X-Repo-Commit`: this is no hub")?;
        let is_hex = commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        ensure!(commit.len() == 40 && is_hex, "`{commit}` is no commit");
        let etag = text("x-linked-etag").or_else(|| text("etag"));
        let digest = etag.and_then(Digest::from_etag).context("no hash of the content")?;
        let bytes = match text("x-linked-size") {
            Some(bytes) => Some(bytes.parse().context("`X-Linked-Size` is no number")?),
            None => None,
        };
        Ok(Self { commit: commit.to_owned(), bytes, digest })
    }
}

/// The address that a redirection leads to.
fn location(response: &Response<Body>, from: &Url) -> anyhow::Result<Url> {
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let location = location.with_context(|| format!("{from}: leads nowhere"))?;
    from.join(location).with_context(|| format!("{from}: leads to `{location}`"))
}

/// An answer whose status is a success and whose content is no web page.
fn checked(
    status: StatusCode,
    response: Response<Body>,
    url: &Url,
) -> Result<Response<Body>, RequestError> {
    if status.is_success() {
        let kind = response.headers().get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
            let error =
                anyhow!("{url}: a web page instead of a file; does the network ask to log in?");
            return Err(RequestError::Permanent(error));
        }
        return Ok(response);
    }
    let hint = match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            "; HF_TOKEN must be that of somebody who has accepted the model's terms"
        }
        StatusCode::NOT_FOUND => "; no such repository, revision or file",
        _ => "",
    };
    let error = anyhow!("{url}: {status}{hint}");
    let may_pass = status.is_server_error()
        || [StatusCode::TOO_MANY_REQUESTS, StatusCode::REQUEST_TIMEOUT].contains(&status);
    Err(if may_pass { RequestError::Transient(error) } else { RequestError::Permanent(error) })
}
