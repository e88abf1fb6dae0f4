import { type Judgement, matchAt, matchesNear, type Rule } from "./match.ts";
import { isPlaceholder } from "./placeholders.ts";

interface Form {
  readonly name: string;
  readonly words: readonly string[];
  readonly source: string;
  /** Whether it begins with its words; others are looked for around them. */
  readonly begins: boolean;
  /** Whether the library is asked where something else begins so. */
  readonly isShared: boolean;
}

/** One that begins with any of some words, in lower case. */
function form(name: string, words: string, source: string): Form {
  return { name, words: words.split(" "), source, begins: true, isShared: true };
}

/** One whose beginning the library does not know: it is not loaded for what only begins so. */
function own(name: string, words: string, source: string): Form {
  return { ...form(name, words, source), isShared: false };
}

/** One whose words stand within it. */
function around(name: string, words: string, source: string): Form {
  return { name, words: words.split(" "), source, begins: false, isShared: false };
}

const forms: readonly Form[] = [
  form("AWS Access Key ID", "akia asia abia acca a0t", "(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}"),
  form("GitHub Token", "ghp_ gho_ ghu_ ghs_ ghr_", "gh[pousr]_[A-Za-z0-9]{36,255}"),
  form("GitHub Token", "github_pat_", "github_pat_[A-Za-z0-9_]{60,90}"),
  form(
    "GitLab Token",
    "glpat- glptt- gldt- glrt- glcbt- glft- glsoat- glagent- gloas- glimt- glffct-",
    "gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|oas|imt|ffct)-[A-Za-z0-9_.-]{20,128}",
  ),
  form("Slack Token", "xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs-", "xox[abeoprs]-(?:\\w{1,64}-){1,4}[A-Za-z0-9]{8,64}"),
  form("Slack Token", "xapp-", "xapp-\\d-[A-Z0-9]{8,14}-\\d{8,16}-[a-f0-9]{32,80}"),
  form(
    "Slack Webhook",
    "https://hooks.slack",
    "https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9/]{30,120}",
  ),
  around(
    "Discord Webhook",
    "/api/webhooks/",
    "https://(?:ptb\\.|canary\\.)?discord(?:app)?\\.com/api/webhooks/\\d{15,21}/[\\w-]{50,90}",
  ),
  around(
    "Teams Webhook",
    "webhookb0",
    "https://[\\w-]{1,60}\\.webhook\\.office\\.com/webhookb2/[\\w@-]{30,90}/IncomingWebhook/[a-f0-9]{32}/[a-f0-9-]{36}",
  ),
  form("Stripe Key", "sk_live_ sk_test_ rk_live_ rk_test_", "[sr]k_(?:live|test)_[A-Za-z0-9]{16,247}"),
  form("Stripe Webhook Secret", "whsec_", "whsec_[A-Za-z0-9+/]{24,64}={0,2}"),
  form("Google API Key", "aiza", "AIza[\\w-]{35}"),
  form("Google OAuth Secret", "gocspx-", "GOCSPX-[\\w-]{24,40}"),
  form("Google OAuth Token", "ya00.", "ya29\\.[\\w-]{30,400}"),
  form("Google Refresh Token", "0//00 0//0", "1//0[\\w-]{40,200}"),
  around("Azure Client Secret", "0q~", "[\\w.~-]{3}\\dQ~[\\w.~-]{31,34}"),
  around("Azure DevOps Token", "azdo", "[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}"),
  form("npm Token", "npm_", "npm_[A-Za-z0-9]{36}"),
  form("PyPI Token", "pypi-age", "pypi-AgE[\\w-]{50,400}"),
  form("RubyGems Key", "rubygems_", "rubygems_[a-f0-9]{48}"),
  form("crates.io Token", "cio", "cio[A-Za-z0-9]{32}"),
  form("Docker Token", "dckr_", "dckr_(?:pat|oat)_[\\w-]{24,40}"),
  form("Hugging Face Token", "hf_ api_org_", "(?:hf|api_org)_[A-Za-z0-9]{30,40}"),
  form("OpenAI Key", "sk-proj- sk-svcacct- sk-admin- sk-none-", "sk-(?:proj|svcacct|admin|None)-[\\w-]{40,200}"),
  form("OpenAI Key", "sk-", "sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}"),
  form("Anthropic Key", "sk-ant-", "sk-ant-(?:api|admin|oat)\\d\\d-[\\w-]{80,128}"),
  form("API Key", "sk-", "sk-(?:or-v1-)?[a-f0-9]{32,64}"),
  form("SendGrid Key", "sg.", "SG\\.[\\w-]{16,32}\\.[\\w-]{32,64}"),
  form("Mailgun Key", "key-", "key-[0-9a-f]{32}"),
  around("Mailchimp Key", "-us0", "[0-9a-f]{32}-us\\d{1,2}"),
  form("Twilio Key", "sk", "SK[0-9a-f]{32}"),
  around("Telegram Bot Token", ":aa", "\\d{8,10}:AA[\\w-]{33}"),
  around("Discord Bot Token", "discord", "[MNO][A-Za-z\\d_-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,40}"),
  form("Shopify Token", "shpat_ shpca_ shppa_ shpss_ shpua_", "shp(?:at|ca|pa|ss|ua)_[a-fA-F0-9]{32}"),
  form("Square Token", "sq0atp- sq0csp-", "sq0(?:atp|csp)-[\\w-]{22,60}"),
  form("Square Token", "eaaa", "EAAA[\\w-]{60}"),
  form("DigitalOcean Token", "dop_v0_ doo_v0_ dor_v0_", "do[opr]_v1_[a-f0-9]{64}"),
  form("Heroku Key", "hrku-", "HRKU-[\\w-]{36,64}"),
  form("Fly.io Token", "fm0_ fm0a_ fm0r_", "fm[12][ar]?_[A-Za-z0-9+/]{60,400}={0,2}"),
  form("Netlify Token", "nfp_ nfc_ nfo_ nfu_ nfb_", "nf[pcoub]_[A-Za-z0-9]{36}"),
  form("Vercel Token", "vcp_ vci_ vca_ vcr_ vck_", "vc[piark]_[A-Za-z0-9]{24,60}"),
  form("Supabase Token", "sbp_ sb_secret_", "sb(?:p|_secret)_[A-Za-z0-9_]{30,60}"),
  form("PlanetScale Password", "pscale_", "pscale_(?:tkn|pw|oauth)_[\\w.=-]{32,64}"),
  form("Neon Key", "napi_", "napi_[a-z0-9]{40,70}"),
  form("Databricks Token", "dapi", "dapi[a-f0-9]{32}(?:-\\d)?"),
  form("Vault Token", "hvs. hvb. hvr.", "hv[sbr]\\.[\\w-]{24,300}"),
  around("Terraform Token", ".atlasv0.", "[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,70}"),
  form("Pulumi Token", "pul-", "pul-[a-f0-9]{40}"),
  form("Doppler Token", "dp.", "dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[\\w-]{2,35}\\.)?[A-Za-z0-9]{40,44}"),
  form("Grafana Token", "glsa_", "glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}"),
  form("Grafana Token", "glc_", "glc_[A-Za-z0-9+/]{32,400}={0,2}"),
  form("New Relic Key", "nrak- nrra- nrbr- nrii-", "NR(?:AK|RA|BR|II)-[\\w-]{27,32}"),
  form("Sentry Token", "sntrys_ sntryu_", "sntry[su]_[A-Za-z0-9+/=_]{40,400}"),
  form("Postman Key", "pmak-", "PMAK-[a-f0-9]{24}-[a-f0-9]{34}"),
  form("Linear Key", "lin_api_ lin_oauth_", "lin_(?:api|oauth)_[A-Za-z0-9]{32,64}"),
  form("Notion Token", "ntn_", "ntn_[A-Za-z0-9]{40,60}"),
  form("Notion Token", "secret_", "secret_[A-Za-z0-9]{43}"),
  form("Atlassian Token", "atatt0 atctt0", "AT[AC]TT3[\\w=-]{60,300}"),
  form("Bitbucket Password", "atbb", "ATBB[A-Za-z0-9]{24,40}"),
  form("Figma Token", "figd_", "figd_[\\w-]{40,200}"),
  form("Airtable Token", "pat", "pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}"),
  form("Dart Token", "dsa_", "dsa_[a-f0-9]{48,80}"),
  form("Facebook Token", "eaaced", "EAACEdEose0cBA[A-Za-z0-9]{20,300}"),
  form("Tailscale Key", "tskey-", "tskey-[a-z]{2,20}-\\w{8,40}-\\w{16,60}"),
  form("Cloudflare Token", "cfk_ cfut_ cfat_", "(?:cfk|cfut|cfat)_[A-Za-z0-9]{40}[0-9a-f]{8}"),
  form("Cloudflare Key", "v0.0-", "v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}"),
  form("Groq Key", "gsk_", "gsk_[A-Za-z0-9]{52}"),
  form("Perplexity Key", "pplx-", "pplx-[A-Za-z0-9]{48}"),
  form("Replicate Token", "r0_", "r8_[A-Za-z0-9]{37}"),
  around("Asana Token", "asana", "[012]/\\d{12,20}(?:/\\d{12,20})?:[a-f0-9]{32}"),
  form("Buildkite Token", "bkua_ bkat_", "bk(?:ua|at)_[a-f0-9]{40}"),
  form("CircleCI Token", "ccipat_", "CCIPAT_[A-Za-z0-9]{20,30}_[a-f0-9]{40}"),
  form("1Password Token", "ops_ey", "ops_ey[A-Za-z0-9+/]{100,1280}={0,2}"),
  form("1Password Key", "a0-", "A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}"),
  own("Slack Token", "xoxe.xox", "xoxe\\.xox[bp]-\\d-[A-Za-z0-9]{100,250}"),
  own("xAI Key", "xai-", "xai-[A-Za-z0-9]{70,90}"),
  own("NVIDIA Key", "nvapi-", "nvapi-[\\w-]{60,70}"),
  own("Tavily Key", "tvly-", "tvly-(?:dev-|prod-)?[A-Za-z0-9]{20,40}"),
  own("Firecrawl Key", "fc-", "fc-[a-f0-9]{32}"),
  own("Render Key", "rnd_", "rnd_[A-Za-z0-9]{28,32}"),
  own("LangSmith Key", "lsv0_", "lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}"),
  own("Langfuse Key", "sk-lf-", "sk-lf-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}"),
  own("Facebook Token", "eaa", "EAA[A-Z][A-Za-z0-9]{80,400}"),
  own("ElevenLabs Key", "sk_", "sk_[a-f0-9]{48}"),
  own("Cerebras Key", "csk-", "csk-[a-z0-9]{40,60}"),
  own("Together Key", "tgp_v0_", "tgp_v1_[\\w-]{40,50}"),
  own("Pinecone Key", "pcsk_", "pcsk_[A-Za-z0-9_]{50,90}"),
  own("Jina Key", "jina_", "jina_[A-Za-z0-9]{50,70}"),
  own("E2B Key", "e0b_", "e2b_[a-f0-9]{40}"),
  own("Apify Token", "apify_api_", "apify_api_[A-Za-z0-9]{36}"),
  own("Resend Key", "re_", "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}"),
  own("Brevo Key", "xkeysib-", "xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}"),
  own("Square Token", "sq0csb-", "sq0csb-[\\w-]{22,60}"),
  own("EasyPost Key", "ezak ezt", "EZ[AT]K[A-Za-z0-9]{54}"),
  own("Flutterwave Key", "flwseck", "FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,40}(?:-X)?"),
  own("Contentful Token", "cfpat-", "CFPAT-[\\w-]{43}"),
  own("Infracost Key", "ico-", "ico-[A-Za-z0-9]{32}"),
  own("HubSpot Token", "pat-na0- pat-eu0-", "pat-(?:na|eu)\\d-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}"),
  own("Dynatrace Token", "dt0c00.", "dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}"),
  own("NuGet Key", "oy0", "oy2[a-z0-9]{43}"),
  own("Mapbox Token", "sk.eyj", "sk\\.eyJ[\\w-]{40,200}\\.[\\w-]{20,30}"),
  own("PostHog Key", "phx_", "phx_[A-Za-z0-9]{40,60}"),
  own("SonarQube Token", "sqp_ squ_ sqa_", "sq[pua]_[a-f0-9]{40}"),
  own("Prefect Key", "pnu_ pnb_", "pn[ub]_[A-Za-z0-9]{36}"),
  own("Aiven Password", "avns_", "AVNS_[\\w-]{15,30}"),
  own("Neon Password", "npg_", "npg_[A-Za-z0-9]{12,20}"),
  own("Bitbucket Token", "bbdc-", "BBDC-[A-Za-z0-9+/@_-]{40,50}"),
  own("Typeform Token", "tfp_", "tfp_[\\w.=-]{40,70}"),
  own("ReadMe Key", "rdme_", "rdme_[a-z0-9]{70}"),
  own("WakaTime Key", "waka_", "waka_[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}"),
  own("Duffel Token", "duffel_", "duffel_(?:test|live)_[\\w=-]{43}"),
  own("Shippo Token", "shippo_", "shippo_(?:live|test)_[a-f0-9]{40}"),
  form("JSON Web Token", "eyj", "eyJ[\\w-]{10,2000}\\.eyJ[\\w-]{10,4000}\\.[\\w-]{20,1000}"),
];

/** How tokens begin that the library knows, by the words above: it is asked where something long stands behind one. */
export const tokenWords: readonly string[] = [
  ...new Set(forms.flatMap(({ words, isShared }) => (isShared ? words : []))),
];

/** Tokens by the form that who gives them out made for them. What is rarer, secretlint knows: `more-tokens.ts`. */
export const tokens: readonly Rule[] = forms.map(({ name, words, begins, source }): Rule =>
  begins
    ? {
        words,
        find: (searched) => {
          const expression = whole(source, "y");
          return searched.hits.flatMap((hit) => matchAt(searched, expression, hit, (match) => judged(name, match)));
        },
      }
    : { words, find: (searched) => matchesNear(searched, whole(source, "g"), (match) => judged(name, match)) },
);

/** No letter or digit stands right before or behind it. */
function whole(source: string, flags: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])(?:${source})(?![A-Za-z0-9])`, flags);
}

function judged(name: string, [value]: RegExpExecArray): Judgement {
  if (isGap(value)) return undefined;
  return { rule: "token", code: "V7-S004", severity: "error", message: `secret: ${name}`, value };
}

/** Documentation writes one letter many times, counts up, or says EXAMPLE. */
export function isGap(value: string): boolean {
  const body = value.replace(/^[A-Za-z]{2,10}[-_.](?:[a-z]{2,8}[-_])?/, "");
  return (
    isPlaceholder(value) ||
    /EXAMPLE|example|(.)\1{7,}/.test(value) ||
    new Set(body).size < 6 ||
    /[xX]{6,}|your[-_]|sflKxwRJSMeKKF2QT4/i.test(value)
  );
}
