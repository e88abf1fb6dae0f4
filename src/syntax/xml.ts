export { SaxesParser as XmlParser, type SaxesTagPlain as XmlTag } from "saxes";
