/** The text of a .sql file. */
declare module '*.sql' {
  const text: string;
  export default text;
}
