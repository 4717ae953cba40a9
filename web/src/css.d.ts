/** A style sheet as text, to be adopted by the document. */
declare module "*.adopted.css" {
  const text: string;
  export default text;
}
